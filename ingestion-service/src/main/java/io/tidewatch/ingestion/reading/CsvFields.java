package io.tidewatch.ingestion.reading;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import java.util.Arrays;
import java.util.List;

/**
 * Takes the fields of a delimited record from the parser. The parser's own records know less: a
 * field without quotes has no line end in it, so most need not be searched for one.
 */
final class CsvFields extends AbstractBaseCsvCallbackHandler<CsvFields.Fields> {
  private static final int MOST_FIELDS = 16 << 10;

  private final int mostCharacters;
  private String[] fields = new String[16];
  private int characters;
  private boolean severalLines;

  /**
   * The fields of a record.
   *
   * @param startLine the parser's number of the line it starts at, from 1
   * @param severalLines whether a line end is in one of them
   */
  record Fields(long startLine, List<String> texts, boolean severalLines) {}

  /**
   * @param mostCharacters of a record; a longer one is refused
   */
  CsvFields(int mostCharacters) {
    this.mostCharacters = mostCharacters;
  }

  @Override
  protected void handleBegin(long startingLineNumber) {
    characters = 0;
    severalLines = false;
  }

  @Override
  protected void handleField(int index, char[] text, int offset, int length, boolean quoted) {
    characters += length;
    if (characters > mostCharacters) {
      throw new CsvParseException(
          "The record has more than %,d characters.".formatted(mostCharacters));
    }
    if (index == fields.length) {
      if (index == MOST_FIELDS) {
        throw new CsvParseException("The record has more than %,d fields.".formatted(MOST_FIELDS));
      }
      fields = Arrays.copyOf(fields, 2 * index);
    }
    severalLines |= quoted && containsLineEnd(text, offset, length);
    fields[index] = new String(text, offset, length);
  }

  private static boolean containsLineEnd(char[] text, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (text[i] == '\n' || text[i] == '\r') {
        return true;
      }
    }
    return false;
  }

  @Override
  protected Fields buildRecord() {
    String[] texts = Arrays.copyOf(fields, getFieldCount());
    return new Fields(getStartingLineNumber(), Arrays.asList(texts), severalLines);
  }
}
