package io.tidewatch.ingestion.files;

import com.google.cloud.NoCredentials;
import com.google.cloud.ReadChannel;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.Storage.BlobSourceOption;
import com.google.cloud.storage.StorageException;
import com.google.cloud.storage.StorageOptions;
import io.tidewatch.lake.LakeProperties;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Google Cloud Storage, opened on first use with the settings of the lake's buckets. */
@Component
class Bucket implements DisposableBean {
  private static final Pattern ADDRESS = Pattern.compile("gs://([a-z0-9._-]+)/(.+)");

  private final Map<String, String> settings;
  private volatile @Nullable Storage storage;

  Bucket(LakeProperties lake) {
    this.settings = lake.properties();
  }

  /**
   * The objects at an address, by name: one, or all below it if it ends with a slash.
   *
   * @throws FileRefusedException if the address is not one, there is no such object, or the bucket
   *     cannot be read
   */
  List<Blob> find(String address) {
    Matcher parts = ADDRESS.matcher(address);
    if (!parts.matches()) {
      throw new FileRefusedException(
          HttpStatus.BAD_REQUEST,
          "invalid-url",
          "An address in a bucket is written gs://BUCKET/PATH, with a slash at the end for all"
              + " objects below it.");
    }
    String name = parts.group(2);
    try {
      if (!name.endsWith("/")) {
        Blob one = storage().get(parts.group(1), name);
        if (one == null) {
          throw new FileRefusedException(
              HttpStatus.BAD_GATEWAY,
              "download-refused",
              "There is no object %s.".formatted(address));
        }
        return List.of(one);
      }
      List<Blob> all = new ArrayList<>();
      BlobListOption fields =
          BlobListOption.fields(
              BlobField.NAME, BlobField.GENERATION, BlobField.SIZE, BlobField.CRC32C);
      storage()
          .list(parts.group(1), BlobListOption.prefix(name), fields)
          .iterateAll()
          .forEach(
              blob -> {
                if (!blob.getName().endsWith("/")) { // what consoles make for an empty folder
                  all.add(blob);
                }
              });
      return all;
    } catch (StorageException e) {
      throw new FileRefusedException(
          HttpStatus.BAD_GATEWAY,
          "download-failed",
          "%s cannot be read: %s".formatted(address, e.getMessage()));
    }
  }

  /** That state of an object, byte by byte as it is stored; its end checks the bucket's sum. */
  InputStream open(Blob object) {
    ReadChannel content =
        storage().reader(object.getBlobId(), BlobSourceOption.shouldReturnRawInputStream(true));
    return new Verified(
        new CheckedInputStream(Channels.newInputStream(content), new CRC32C()), object.getCrc32c());
  }

  private static final class Verified extends FilterInputStream {
    private final CheckedInputStream summed;
    private final @Nullable String expected;

    Verified(CheckedInputStream summed, @Nullable String expected) {
      super(summed);
      this.summed = summed;
      this.expected = expected;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      verify(value < 0);
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      verify(count < 0);
      return count;
    }

    private void verify(boolean end) throws IOException {
      if (end && expected != null && !expected.equals(sum())) {
        throw new IOException("what came is not what the bucket has");
      }
    }

    private String sum() {
      int sum = (int) summed.getChecksum().getValue();
      return Base64.getEncoder().encodeToString(ByteBuffer.allocate(4).putInt(sum).array());
    }
  }

  private Storage storage() {
    Storage open = storage;
    if (open == null) {
      synchronized (this) {
        open = storage;
        if (open == null) {
          open = options().getService();
          storage = open;
        }
      }
    }
    return open;
  }

  /** The same names of settings as Iceberg's, so that a test server is one setting for both. */
  private StorageOptions options() {
    StorageOptions.Builder options = StorageOptions.newBuilder();
    String host = settings.get("gcs.service.host");
    if (host != null) {
      options.setHost(host);
    }
    String project = settings.get("gcs.project-id");
    if (project != null) {
      options.setProjectId(project);
    }
    if ("true".equals(settings.get("gcs.no-auth"))) {
      options.setCredentials(NoCredentials.getInstance());
    }
    return options.build();
  }

  @Override
  public void destroy() throws Exception {
    Storage open = storage;
    if (open != null) {
      open.close();
    }
  }
}
