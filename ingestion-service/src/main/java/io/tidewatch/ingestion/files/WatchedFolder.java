package io.tidewatch.ingestion.files;

import io.tidewatch.ingestion.runs.Run;
import io.tidewatch.lake.dataset.DataSet;
import io.tidewatch.lake.dataset.DataSets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Takes files in that somebody puts into {@code <folder>/<data set>/}. A file that was taken moves
 * to {@code .taken/}, one that cannot be loaded to {@code .refused/} with the reason beside it; one
 * that fails for another cause stays and is tried again.
 */
@Component
@ConditionalOnProperty("tidewatch.ingestion.watch.folder")
class WatchedFolder {
  private static final Logger log = LoggerFactory.getLogger(WatchedFolder.class);

  private final Path folder;
  private final WatchProperties properties;
  private final DataSets dataSets;
  private final FileUploads uploads;
  private final Clock clock;

  WatchedFolder(WatchProperties properties, DataSets dataSets, FileUploads uploads, Clock clock) {
    this.folder = Objects.requireNonNull(properties.folder()).toAbsolutePath().normalize();
    this.properties = properties;
    this.dataSets = dataSets;
    this.uploads = uploads;
    this.clock = clock;
  }

  /** Takes what is there and settled. */
  void look() {
    try {
      Files.createDirectories(folder);
      for (Path place : visible(folder)) {
        if (Files.isDirectory(place)) {
          look(place);
        }
      }
    } catch (IOException e) {
      log.atWarn()
          .addKeyValue("folder", folder)
          .addKeyValue("reason", e.toString())
          .log("watched folder cannot be read");
    }
  }

  private void look(Path place) throws IOException {
    String name = String.valueOf(place.getFileName());
    DataSet dataSet = dataSets.find(name).orElse(null);
    for (Path file : visible(place)) {
      if (!settled(file)) {
        continue;
      }
      try {
        if (dataSet == null) {
          refuse(name, file, "There is no data set " + name + ".");
        } else {
          take(dataSet, file);
        }
      } catch (IOException e) {
        stays(file, e.toString());
      }
    }
  }

  private void take(DataSet dataSet, Path file) throws IOException {
    Run run;
    try (InputStream in = Files.newInputStream(file)) {
      run = uploads.take(dataSet, String.valueOf(file.getFileName()), in, Files.size(file));
    } catch (FileRefusedException e) {
      if (e.status().is5xxServerError()) {
        stays(file, e.getMessage());
      } else {
        refuse(dataSet.name(), file, e.slug() + ": " + e.getMessage());
      }
      return;
    }
    move(file, ".taken", dataSet.name(), run.id() + "-" + file.getFileName());
  }

  private static void stays(Path file, @Nullable String reason) {
    log.atWarn()
        .addKeyValue("file", file)
        .addKeyValue("reason", reason)
        .log("watched file could not be taken, it stays");
  }

  private void refuse(String dataSet, Path file, String reason) throws IOException {
    Path refused = move(file, ".refused", dataSet, String.valueOf(file.getFileName()));
    Files.writeString(refused.resolveSibling(refused.getFileName() + ".reason.txt"), reason + "\n");
    log.atWarn()
        .addKeyValue("file", file)
        .addKeyValue("reason", reason)
        .log("watched file refused");
  }

  private Path move(Path file, String place, String dataSet, String name) throws IOException {
    Path target = folder.resolve(place).resolve(dataSet).resolve(name);
    Files.createDirectories(target.getParent());
    return Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
  }

  private boolean settled(Path file) throws IOException {
    Instant quietSince = clock.instant().minus(properties.quiet());
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && Files.getLastModifiedTime(file).toInstant().isBefore(quietSince);
  }

  /** What does not start with a dot: writers may use such a name until a file is whole. */
  private static List<Path> visible(Path place) throws IOException {
    try (Stream<Path> all = Files.list(place)) {
      return all.filter(p -> !String.valueOf(p.getFileName()).startsWith(".")).sorted().toList();
    }
  }
}
