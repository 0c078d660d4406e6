package io.tidewatch.ingestion.reading;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** The bytes of a file, wherever they are. */
public interface FileContent {

  /** The file's name with its extension. */
  String name();

  /** A new stream over all bytes. */
  InputStream open() throws IOException;

  /** The file on the local disk, for formats that cannot be read front to back. */
  Path onDisk() throws IOException;
}
