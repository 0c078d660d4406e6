package io.tidewatch.sentiment.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Uploads and results on the disk of this instance. */
@Component
class KeptFiles {
  private static final String UPLOAD = ".upload";
  private static final String RESULT = ".result";

  private final Path directory;

  KeptFiles(FileScoringProperties properties) {
    this.directory = properties.directory();
  }

  /** Keeps an upload; it appears under its name only when it is complete. */
  long keep(UUID id, InputStream in) throws IOException {
    Files.createDirectories(directory);
    Path partial = Files.createTempFile(directory, "arriving-", ".part");
    try (in) {
      long bytes = Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
      Files.move(partial, upload(id), StandardCopyOption.ATOMIC_MOVE);
      return bytes;
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  Path upload(UUID id) {
    return directory.resolve(id + UPLOAD);
  }

  /** Rows with their scores, one JSON object a line. */
  Path result(UUID id) {
    return directory.resolve(id + RESULT);
  }

  void delete(UUID id) throws IOException {
    Files.deleteIfExists(upload(id));
    Files.deleteIfExists(result(id));
  }

  void deleteUpload(UUID id) throws IOException {
    Files.deleteIfExists(upload(id));
  }

  /** Returns the jobs whose uploads are here. */
  List<UUID> uploads() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(UPLOAD))
          .map(name -> UUID.fromString(name.substring(0, name.length() - UPLOAD.length())))
          .toList();
    }
  }
}
