package io.tidewatch.sentiment.scoring;

import ai.djl.repository.Artifact;
import ai.djl.repository.MRL;
import ai.djl.repository.Repository;
import com.google.cloud.NoCredentials;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageException;
import com.google.cloud.storage.StorageOptions;
import io.tidewatch.sentiment.model.ModelLocation;
import io.tidewatch.sentiment.model.ModelUnusableException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.core.io.ResourceLoader;

/**
 * Finds the files of a model by its address: a {@code file:} or {@code classpath:} folder, a {@code
 * gs://} prefix, or what DJL's model zoo understands ({@code djl://}, {@code https://} of an
 * archive).
 */
final class ModelSources {
  private static final String GCS = "gs://";
  private static final String OFFLINE = "ai.djl.offline";
  private static final String SCRIPT_ENDING = ".pt";
  private static final int DEPTH = 4;

  private final ResourceLoader resources;
  private final String gcsHost;

  /**
   * @param gcsHost of a storage server other than Google's, without credentials; empty for Google
   */
  ModelSources(ResourceLoader resources, String gcsHost) {
    this.resources = resources;
    this.gcsHost = gcsHost;
  }

  ModelLocation locate(String address) {
    if (address.startsWith(GCS)) {
      return bucket(folder(address).substring(GCS.length()));
    }
    if (address.startsWith("djl://") || address.matches("https?://.*")) {
      return zoo(address);
    }
    return file -> resources.getResource(folder(address) + file).getInputStream();
  }

  static boolean has(ModelLocation location, String file) {
    try {
      location.open(file).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The last part of the address, for the model's name. */
  static String name(String address) {
    String plain =
        address.replaceAll("[?#].*|/+$", "").replaceAll("\\.(zip|tar|tar\\.gz|tgz)$", "");
    return plain.substring(plain.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
  }

  private static String folder(String address) {
    return address.endsWith("/") ? address : address + "/";
  }

  private ModelLocation bucket(String path) {
    int slash = path.indexOf('/');
    String bucket = path.substring(0, slash);
    String prefix = path.substring(slash + 1);
    StorageOptions.Builder options = StorageOptions.http();
    if (!gcsHost.isEmpty()) {
      options.setHost(gcsHost).setProjectId("none").setCredentials(NoCredentials.getInstance());
    }
    Storage storage = options.build().getService();
    return file -> {
      BlobId blob = BlobId.of(bucket, prefix + file);
      try {
        if (storage.get(blob) == null) {
          throw new FileNotFoundException("%s%s/%s%s".formatted(GCS, bucket, prefix, file));
        }
        return Channels.newInputStream(storage.reader(blob));
      } catch (StorageException e) {
        throw new IOException(
            "%s%s/%s%s: %s".formatted(GCS, bucket, prefix, file, e.getMessage()), e);
      }
    };
  }

  private static ModelLocation zoo(String url) {
    Path downloaded = downloaded(url);
    try (Stream<Path> all = Files.walk(downloaded, DEPTH)) {
      List<Path> scripts =
          all.filter(path -> path.getFileName().toString().endsWith(SCRIPT_ENDING)).toList();
      if (scripts.size() != 1) {
        throw new ModelUnusableException(
            "%s has %d TorchScript files (*.pt) and must have one".formatted(url, scripts.size()));
      }
      Path script = scripts.getFirst();
      return file ->
          Files.newInputStream(file.endsWith(SCRIPT_ENDING) ? script : script.resolveSibling(file));
    } catch (IOException e) {
      throw new ModelUnusableException("%s: %s".formatted(url, e.getMessage()), e);
    }
  }

  /** DJL is kept off the network but for a model that was asked for. */
  private static synchronized Path downloaded(String url) {
    String before = System.getProperty(OFFLINE, "true");
    System.setProperty(OFFLINE, "false");
    try {
      Repository repository = Repository.newInstance("sentiment", url);
      for (MRL resource : repository.getResources()) {
        Artifact artifact = resource.match(Map.of());
        if (artifact != null) {
          resource.prepare(artifact);
          return repository.getResourceDirectory(artifact);
        }
      }
      throw new ModelUnusableException("DJL's model zoo has no model at " + url);
    } catch (IOException | IllegalArgumentException e) {
      throw new ModelUnusableException("%s: %s".formatted(url, e.getMessage()), e);
    } finally {
      System.setProperty(OFFLINE, before);
    }
  }
}
