package io.tidewatch.launcher.platform;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** What the launcher tells the person at the terminal. */
public final class Console {
  private final PrintStream out;
  private final boolean colour;

  public Console(PrintStream out, boolean colour) {
    this.out = out;
    this.colour = colour;
  }

  /** Standard output, coloured if it is a terminal and {@code NO_COLOR} is not set. */
  public static Console standard() {
    boolean terminal =
        System.getenv("TIDEWATCH_TERMINAL") != null && System.getenv("NO_COLOR") == null;
    return new Console(System.out, terminal);
  }

  public synchronized void line(String text) {
    out.println(text);
    out.flush();
  }

  public void heading(String text) {
    line(paint("1", text));
  }

  /** A step that ended well, with its time. */
  public void done(String what, String detail, Duration took) {
    line(
        "  %s %-20s %-34s %s"
            .formatted(paint("32", "ok"), what, detail, paint("2", seconds(took))));
  }

  public void note(String text) {
    line("     " + paint("2", text));
  }

  public void failure(String text) {
    line(paint("31", "error: ") + text);
  }

  /** For example {@code 12.3 s}. */
  public static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%6.1f s", duration.toMillis() / 1000.0);
  }

  private String paint(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
