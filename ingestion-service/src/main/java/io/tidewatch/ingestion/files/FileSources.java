package io.tidewatch.ingestion.files;

import io.tidewatch.ingestion.files.BucketImports.Import;
import io.tidewatch.lake.dataset.DataSet;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Files that are elsewhere: on the web or in a bucket. */
@Component
public class FileSources {
  private final Downloads downloads;
  private final BucketImports imports;

  FileSources(Downloads downloads, BucketImports imports) {
    this.downloads = downloads;
    this.imports = imports;
  }

  /**
   * Takes in what is new at an address.
   *
   * @return the runs that load it: for a file on the web the one that has its state, new or not;
   *     for a bucket those of new objects, which may be none
   * @throws IOException saying which, if something could not be taken; the rest is on its way
   * @throws FileRefusedException if nothing can be had from there
   */
  public List<UUID> take(DataSet dataSet, String url) throws IOException {
    if (!isBucket(url)) {
      return List.of(downloads.runOf(dataSet, url));
    }
    Import taken = imports.take(dataSet, url);
    if (!taken.refused().isEmpty()) {
      throw new IOException(
          taken.refused().stream()
              .map(r -> r.object() + ": " + r.reason())
              .collect(Collectors.joining("; ")));
    }
    return taken.runs();
  }

  static boolean isBucket(String url) {
    return url.startsWith("gs://");
  }
}
