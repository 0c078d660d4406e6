package io.tidewatch.ingestion.reading;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Unpacks a workbook's archive into nothing before anything else reads it, so that an archive that
 * grows without end is refused; the sizes that its entries claim are not believed.
 */
final class WorkbookGuard {
  private static final long SMALL = 16L << 20;

  private WorkbookGuard() {}

  static void check(Path file, ReadingLimits limits) throws IOException {
    long packed = Files.size(file);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > limits.workbookParts()) {
        throw bomb("has %,d parts".formatted(zip.size()));
      }
      byte[] buffer = new byte[64 << 10];
      long total = 0;
      for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
        ZipEntry entry = entries.nextElement();
        boolean texts = entry.getName().endsWith("sharedStrings.xml");
        long size = 0;
        try (InputStream in = zip.getInputStream(entry)) {
          int read;
          while ((read = in.read(buffer)) > 0) {
            size += read;
            total += read;
            if (texts && size > limits.textsSize().toBytes()) {
              throw bomb("has more than %s of shared texts".formatted(limits.textsSize()));
            }
            if (total > limits.workbookSize().toBytes()) {
              throw bomb("unpacks to more than %s".formatted(limits.workbookSize()));
            }
            if (total > SMALL && total / limits.workbookRatio() > packed) {
              throw bomb(
                  "unpacks to more than %d times its size".formatted(limits.workbookRatio()));
            }
          }
        }
      }
    } catch (ZipException e) {
      throw new UnreadableFileException(
          "broken-archive", "The workbook's archive is broken: " + e.getMessage() + ".");
    }
  }

  private static UnreadableFileException bomb(String what) {
    return new UnreadableFileException(
        "spreadsheet-too-large",
        "The workbook " + what + ", so it is not opened. Save the sheet as CSV and send that.");
  }
}
