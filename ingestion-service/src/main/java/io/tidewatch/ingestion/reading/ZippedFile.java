package io.tidewatch.ingestion.reading;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The one file in a zip archive; closing its content closes the archive.
 *
 * @param name its name in the archive
 */
record ZippedFile(String name, InputStream content) {
  private static final String WORKBOOK = "xl/workbook.xml";

  /** The file in the archive; null if the archive is a workbook. */
  static @Nullable ZippedFile in(Path archive) throws IOException {
    ZipFile zip;
    try {
      zip = new ZipFile(archive.toFile());
    } catch (ZipException e) {
      throw broken(e);
    }
    try {
      if (zip.getEntry(WORKBOOK) != null) {
        zip.close();
        return null;
      }
      ZipEntry only = only(zip);
      return new ZippedFile(only.getName(), withArchive(zip.getInputStream(only), zip));
    } catch (ZipException e) {
      zip.close();
      throw broken(e);
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private static ZipEntry only(ZipFile zip) {
    List<? extends ZipEntry> files = zip.stream().filter(ZippedFile::data).limit(2).toList();
    if (files.size() != 1) {
      throw new UnreadableFileException(
          "unsupported-format",
          files.isEmpty()
              ? "The zip archive holds no file."
              : "The zip archive holds several files and is no .xlsx workbook. Unpack it and send its files one by one.");
    }
    return files.get(0);
  }

  /** Whether the entry is a file that somebody packed on purpose. */
  private static boolean data(ZipEntry entry) {
    String name = entry.getName();
    return !entry.isDirectory()
        && !name.startsWith("__MACOSX/")
        && !name.substring(name.lastIndexOf('/') + 1).startsWith(".");
  }

  private static InputStream withArchive(InputStream content, ZipFile zip) {
    return new FilterInputStream(content) {
      @Override
      public void close() throws IOException {
        super.close();
        zip.close();
      }
    };
  }

  private static UnreadableFileException broken(ZipException e) {
    return new UnreadableFileException(
        "broken-archive", "The archive is broken: " + e.getMessage() + ".");
  }
}
