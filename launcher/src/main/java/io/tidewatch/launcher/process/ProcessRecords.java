package io.tidewatch.launcher.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The processes that Tidewatch started in one data directory, one small JSON file each. */
public final class ProcessRecords {
  private static final String SUFFIX = ".process.json";

  private final JsonMapper json = JsonMapper.builder().build();
  private final Path directory;

  public ProcessRecords(Path directory) {
    this.directory = directory;
  }

  /** What was started under this name, dead or alive. */
  public Optional<StartedProcess> find(String name) {
    Path file = file(name);
    try {
      return Files.exists(file)
          ? Optional.of(json.readValue(file, StartedProcess.class))
          : Optional.empty();
    } catch (JacksonException e) {
      throw new IllegalStateException(
          "%s is damaged; stop the process named in it and delete the file".formatted(file), e);
    }
  }

  /** Everything that was started and not taken down, sorted by start time. */
  public List<StartedProcess> all() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(n -> n.endsWith(SUFFIX))
          .map(n -> n.substring(0, n.length() - SUFFIX.length()))
          .flatMap(n -> find(n).stream())
          .sorted(java.util.Comparator.comparing(StartedProcess::startedAt))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps the record, atomically replacing an older one of the same name. */
  public void save(StartedProcess process) {
    Path file = file(process.name());
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(directory);
      Files.write(fresh, json.writeValueAsBytes(process));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void remove(String name) {
    try {
      Files.deleteIfExists(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(String name) {
    return directory.resolve(name + SUFFIX);
  }
}
