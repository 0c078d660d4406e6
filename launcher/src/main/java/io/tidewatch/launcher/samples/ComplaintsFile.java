package io.tidewatch.launcher.samples;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** {@code complaints.xlsx}: what customers told the hotline, with real date cells. */
final class ComplaintsFile {
  static final String NAME = "complaints.xlsx";
  private static final int DATE_COLUMN = 3;
  private static final List<String> CHANNELS = List.of("Phone", "Email", "Web form", "Chat");
  private static final List<String> STATES = List.of("Closed", "Solved", "Open", "Pending");
  private static final String[] HEADER = {
    "complaint_id",
    "customer_id",
    "text",
    "complaint_date",
    "channel",
    "city",
    "state",
    "zip",
    "status",
    "category"
  };

  private ComplaintsFile() {}

  static FileCounts write(Path folder, Voices voices, int complaints, Dice dice)
      throws IOException {
    DirtyRows.Weak weak =
        new DirtyRows.Weak(
            List.of(1, 6, 7), -1, "", DATE_COLUMN, "the 31st of June", -1, "", 2, -1, "");
    try (OutputStream out = Files.newOutputStream(folder.resolve(NAME));
        Workbook workbook = new Workbook(out, "Tidewatch", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("complaints");
      Rows sink = new Rows(sheet);
      sink.row(HEADER);
      DirtyRows rows = new DirtyRows(sink, weak, dice);
      for (Voices.Voice voice : voices.complaining(complaints)) {
        rows.add(cells(voice, dice));
      }
      return rows.finish(NAME, "complaints");
    }
  }

  private static String[] cells(Voices.Voice voice, Dice dice) {
    Customer customer = voice.customer();
    int city = dice.whole(0, customer.country().cities().size() - 1);
    return new String[] {
      "K%06d".formatted(voice.number()),
      customer.id(),
      voice.text(),
      voice.at().atOffset(ZoneOffset.UTC).toLocalDate().toString(),
      CHANNELS.get(dice.weighted(45, 25, 20, 10)),
      customer.country().cities().get(city),
      customer.country().title(),
      "%05d".formatted(1_000 * (city + 1) + dice.whole(0, 999)),
      STATES.get(dice.weighted(50, 22, 16, 12)),
      voice.category()
    };
  }

  /** Spreadsheet rows, kept for as long as the workbook is open. */
  private static final class Rows implements DirtyRows.Sink {
    private final Worksheet sheet;
    private int next;

    Rows(Worksheet sheet) {
      this.sheet = sheet;
    }

    @Override
    public void row(String[] cells) {
      for (int column = 0; column < cells.length; column++) {
        if (column == DATE_COLUMN && next > 0) {
          date(column, cells[column]);
        } else if (!cells[column].isEmpty()) {
          sheet.value(next, column, cells[column]);
        }
      }
      next++;
    }

    private void date(int column, String cell) {
      try {
        sheet.value(next, column, LocalDate.parse(cell));
        sheet.style(next, column).format("yyyy-mm-dd").set();
      } catch (DateTimeParseException e) {
        sheet.value(next, column, cell); // a date that is none is typed as text
      }
    }
  }
}
