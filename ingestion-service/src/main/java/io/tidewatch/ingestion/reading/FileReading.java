package io.tidewatch.ingestion.reading;

import io.tidewatch.lake.dataset.DataSet;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Opens a file of any known format; what it is shows in its bytes first, in its name second. */
public final class FileReading {
  private static final int PEEKED = 64 << 10;

  private final ReadingLimits limits;

  public FileReading(ReadingLimits limits) {
    this.limits = limits;
  }

  /**
   * The records of the file.
   *
   * @throws UnreadableFileException if the file is none that can be loaded into the data set
   */
  public RecordReader open(DataSet dataSet, FileContent file) throws IOException {
    return open(new Columns(dataSet), file);
  }

  /**
   * The records of a file that no data set describes: without cells, but with their original, a
   * JSON object by header.
   *
   * @throws UnreadableFileException if the file is of no known format
   */
  public RecordReader openUndescribed(FileContent file) throws IOException {
    return open(Columns.undescribed(), file);
  }

  /**
   * The records of a delimited file that no data set describes and that has no header; the fields
   * of their originals are {@code column_1} and so on.
   *
   * @param fields most of a record
   * @throws UnreadableFileException if the file is of no known format
   */
  public RecordReader openUndescribedWithoutHeader(FileContent file, int fields)
      throws IOException {
    return open(Columns.numbered(fields), file);
  }

  private RecordReader open(Columns columns, FileContent file) throws IOException {
    InputStream in = file.open();
    try {
      return open(columns, file, in);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private RecordReader open(Columns columns, FileContent file, InputStream raw) throws IOException {
    String name = file.name().toLowerCase(Locale.ROOT);
    BufferedInputStream in = new BufferedInputStream(raw, PEEKED);
    byte[] head = peek(in);
    if (starts(head, 0x1F, 0x8B)) {
      in = new BufferedInputStream(unpacked(in), PEEKED);
      head = peek(in);
      name = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    } else if (archive(head)) {
      in.close();
      ZippedFile zipped = ZippedFile.in(file.onDisk());
      if (zipped == null) {
        return new SpreadsheetRecords(file.onDisk(), columns, limits);
      }
      in = new BufferedInputStream(new UnpackedStream(zipped.content(), limits), PEEKED);
      head = peek(in);
      name = zipped.name().toLowerCase(Locale.ROOT);
    }
    try {
      return open(columns, name, in, head);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private RecordReader open(Columns columns, String name, BufferedInputStream in, byte[] head)
      throws IOException {
    if (head.length == 0) {
      throw new UnreadableFileException("empty-file", "The file is empty.");
    }
    String encoding = columns.dataSet().encoding();
    if (encoding == null) {
      refuseOthers(head);
    }
    Reader text = encoding == null ? decoded(in, head) : DeclaredEncoding.reader(in, encoding);
    if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
      return new JsonLineRecords(text, columns, limits);
    }
    boolean delimited = name.endsWith(".csv") || name.endsWith(".tsv") || name.endsWith(".psv");
    char first = delimited ? 'x' : firstCharacter(head);
    if (first == '[' || (first == '{' && !oneObjectALine(head))) {
      return new JsonRecords(text, columns, limits);
    }
    return first == '{'
        ? new JsonLineRecords(text, columns, limits)
        : new CsvRecords(text, columns, limits);
  }

  private static boolean archive(byte[] head) {
    return starts(head, 'P', 'K', 3, 4) || starts(head, 'P', 'K', 5, 6);
  }

  private InputStream unpacked(InputStream in) throws IOException {
    try {
      return new UnpackedStream(new GZIPInputStream(in, PEEKED), limits);
    } catch (ZipException e) {
      throw new UnreadableFileException(
          "broken-archive", "The file starts like gzip but is none: " + e.getMessage() + ".");
    }
  }

  private static void refuseOthers(byte[] head) {
    if (starts(head, 0xD0, 0xCF, 0x11, 0xE0)) {
      throw new UnreadableFileException(
          "unsupported-format",
          "The file is an old .xls or an encrypted workbook. Save it as .xlsx without a password.");
    }
    if (archive(head) || starts(head, 0x1F, 0x8B)) {
      throw new UnreadableFileException(
          "unsupported-format", "The file is packed twice. Unpack it once and send that.");
    }
    if (starts(head, '%', 'P', 'D', 'F') || starts(head, 'P', 'A', 'R', '1')) {
      throw new UnreadableFileException(
          "unsupported-format", "The file is neither CSV, JSON, JSON lines nor .xlsx.");
    }
    if (charset(head) == null) {
      int controls = 0;
      for (byte b : head) {
        controls += b >= 0 && b < 9 ? 1 : 0;
      }
      if (controls > head.length / 10) {
        throw new UnreadableFileException(
            "unsupported-format",
            "The file holds no text; CSV, JSON, JSON lines and .xlsx are read.");
      }
    }
  }

  private static Reader decoded(InputStream in, byte[] head) throws IOException {
    Charset known = charset(head);
    if (known != null) {
      in.skipNBytes(known.equals(StandardCharsets.UTF_8) ? 3 : byteOrderMark(head) ? 2 : 0);
    }
    return known == null || known.equals(StandardCharsets.UTF_8)
        ? new LenientReader(in)
        : new InputStreamReader(in, known);
  }

  /** The encoding that the first bytes give away, or null: UTF-8 and windows-1252 need no sign. */
  private static @org.jspecify.annotations.Nullable Charset charset(byte[] head) {
    if (starts(head, 0xEF, 0xBB, 0xBF)) {
      return StandardCharsets.UTF_8;
    }
    if (starts(head, 0xFF, 0xFE) || zeros(head, 1)) {
      return StandardCharsets.UTF_16LE;
    }
    return starts(head, 0xFE, 0xFF) || zeros(head, 0) ? StandardCharsets.UTF_16BE : null;
  }

  private static boolean byteOrderMark(byte[] head) {
    return starts(head, 0xFF, 0xFE) || starts(head, 0xFE, 0xFF);
  }

  /** Whether nearly every second byte is zero, and no other is, as in UTF-16 of a Latin text. */
  private static boolean zeros(byte[] head, int from) {
    int even = 0;
    int odd = 0;
    int checked = Math.min(head.length, 200) & ~1;
    for (int i = 0; i < checked; i += 2) {
      even += head[i + from] == 0 ? 1 : 0;
      odd += head[i + 1 - from] == 0 ? 1 : 0;
    }
    return checked >= 8 && even > checked * 0.45 && odd == 0;
  }

  private static char firstCharacter(byte[] head) {
    for (byte b : head) {
      char c = (char) (b & 0xFF);
      if (c > ' ' && c < 0xBB) {
        return c;
      }
    }
    return ' ';
  }

  /** JSON lines: the first line is an object that ends, and another line follows or nothing. */
  private static boolean oneObjectALine(byte[] head) {
    String text = new String(head, StandardCharsets.UTF_8);
    String first = text.strip().lines().findFirst().orElse("").strip();
    int braces = 0;
    boolean quoted = false;
    for (int i = 0; i < first.length(); i++) {
      char c = first.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted) {
        braces += c == '{' ? 1 : c == '}' ? -1 : 0;
      }
    }
    return braces == 0 && first.endsWith("}") && text.strip().length() > first.length();
  }

  private static byte[] peek(BufferedInputStream in) throws IOException {
    in.mark(PEEKED);
    byte[] head = in.readNBytes(PEEKED - 1);
    in.reset();
    return head;
  }

  private static boolean starts(byte[] head, int... wanted) {
    if (head.length < wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if ((head[i] & 0xFF) != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
