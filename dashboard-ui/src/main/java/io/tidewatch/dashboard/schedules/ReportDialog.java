package io.tidewatch.dashboard.schedules;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.component.markdown.Markdown;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import io.tidewatch.dashboard.design.Format;
import io.tidewatch.dashboard.services.ScheduledRun;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;

/** The report of a run, to read and to take along. */
final class ReportDialog extends Dialog {
  ReportDialog(ScheduledRun run, String markdown) {
    setHeaderTitle("Report of the run of " + Format.shortMinute(run.logicalAt()));
    setWidth("56rem");
    Markdown text = new Markdown(markdown);
    text.addClassName("report");
    text.getElement().setAttribute("tabindex", "0");
    add(text);
    Anchor download = new Anchor(file(run, markdown), AttachmentType.DOWNLOAD, "Download");
    getFooter().add(download, new Button("Close", e -> close()));
  }

  private static DownloadHandler file(ScheduledRun run, String markdown) {
    byte[] bytes = markdown.getBytes(StandardCharsets.UTF_8);
    String name =
        "%s-%s.md".formatted(run.schedule(), run.logicalAt().atZone(ZoneOffset.UTC).toLocalDate());
    return DownloadHandler.fromInputStream(
        event ->
            new DownloadResponse(
                new ByteArrayInputStream(bytes), name, "text/markdown", bytes.length));
  }
}
