package io.tidewatch.ingestion.files;

import com.google.cloud.storage.Blob;
import com.google.cloud.storage.StorageException;
import io.tidewatch.ingestion.files.KnownDownloads.Known;
import io.tidewatch.ingestion.runs.Run;
import io.tidewatch.lake.dataset.DataSet;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Takes in objects of buckets, each state of an object once: its generation is kept with its run. A
 * crash between the two fetches it again, and its content is known by its checksum.
 */
@Component
class BucketImports {
  private final Bucket bucket;
  private final FileUploads uploads;
  private final KnownDownloads known;
  private final BucketProperties properties;

  BucketImports(
      Bucket bucket, FileUploads uploads, KnownDownloads known, BucketProperties properties) {
    this.bucket = bucket;
    this.uploads = uploads;
    this.known = known;
    this.properties = properties;
  }

  /**
   * What a look into a bucket led to.
   *
   * @param found objects there are
   * @param unchanged how many of them are as they were when they were loaded
   * @param runs the runs of the others
   * @param refused objects that could not be taken; each will be tried again by the next look
   */
  record Import(int found, int unchanged, List<UUID> runs, List<Refused> refused) {}

  /** An object that could not be taken, and why. */
  record Refused(String object, String reason) {}

  /**
   * Takes in what is new at an address.
   *
   * @throws FileRefusedException if the address is not allowed or cannot be read
   */
  Import take(DataSet dataSet, String address) {
    if (properties.allowed().stream().noneMatch(address::startsWith) || address.contains("/../")) {
      throw new FileRefusedException(
          HttpStatus.FORBIDDEN,
          "bucket-not-allowed",
          "%s is not below one of tidewatch.ingestion.buckets.allowed.".formatted(address));
    }
    int unchanged = 0;
    List<UUID> runs = new ArrayList<>();
    List<Refused> refused = new ArrayList<>();
    List<Blob> objects = bucket.find(address);
    for (Blob object : objects) {
      String url = "gs://" + object.getBucket() + "/" + object.getName();
      String generation = String.valueOf(object.getGeneration());
      Optional<Known> before = known.find(dataSet.name(), url);
      if (before.filter(b -> generation.equals(b.etag())).isPresent()) {
        unchanged++;
        continue;
      }
      try (InputStream content = bucket.open(object)) {
        Run run = uploads.take(dataSet, name(object), content, object.getSize());
        known.keep(dataSet.name(), url, new Known(generation, null, run.id()));
        runs.add(run.id());
      } catch (FileRefusedException | StorageException | IOException e) {
        refused.add(new Refused(url, String.valueOf(e.getMessage())));
      }
    }
    return new Import(objects.size(), unchanged, runs, refused);
  }

  private static String name(Blob object) {
    return object.getName().substring(object.getName().lastIndexOf('/') + 1);
  }
}
