package io.tidewatch.ingestion.datasets;

import io.tidewatch.lake.Lake;
import io.tidewatch.lake.dataset.DataSet;
import io.tidewatch.lake.dataset.DataSets;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.SupportsPrefixOperations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Data sets that were added while the service ran: one YAML each in the lake's folder {@code
 * datasets/}, so that they are there after a restart and for every instance.
 */
@Component
class RegisteredDataSets implements DataSets.Registered {
  private static final Logger log = LoggerFactory.getLogger(RegisteredDataSets.class);
  private static final String FOLDER = "datasets/";
  private static final String ENDING = ".yaml";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  private final Lake lake;

  RegisteredDataSets(Lake lake) {
    this.lake = lake;
  }

  @Override
  public Optional<DataSet> find(String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    InputFile file = lake.files().newInputFile(location(name));
    return file.exists()
        ? Optional.of(DataSets.parse(location(name), text(file)))
        : Optional.empty();
  }

  @Override
  public Collection<DataSet> all() {
    List<DataSet> all = new ArrayList<>();
    for (String name : names()) {
      try {
        find(name).ifPresent(all::add);
      } catch (IllegalArgumentException e) {
        log.atWarn()
            .addKeyValue("dataset", name)
            .addKeyValue("reason", e.getMessage())
            .log("registered data set is not valid");
      }
    }
    return all;
  }

  /**
   * Keeps a description.
   *
   * @return false if its name is taken; nothing is kept then
   */
  boolean add(DataSet dataSet, String yaml) {
    try (OutputStream out = lake.files().newOutputFile(location(dataSet.name())).create()) {
      out.write(yaml.getBytes(StandardCharsets.UTF_8));
      return true;
    } catch (AlreadyExistsException taken) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("data set " + dataSet.name() + " could not be kept", e);
    }
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    if (lake.files() instanceof SupportsPrefixOperations files) {
      try {
        for (FileInfo file : files.listPrefix(lake.location(FOLDER))) {
          String name = file.location().substring(file.location().lastIndexOf('/') + 1);
          if (name.endsWith(ENDING)) {
            names.add(name.substring(0, name.length() - ENDING.length()));
          }
        }
      } catch (UncheckedIOException e) {
        if (!(e.getCause() instanceof FileNotFoundException)) {
          throw e;
        }
      }
    }
    return names;
  }

  private String location(String name) {
    return lake.location(FOLDER + name + ENDING);
  }

  private static String text(InputFile file) {
    try (InputStream in = file.newStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file.location() + " cannot be read", e);
    }
  }
}
