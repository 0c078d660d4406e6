package io.tidewatch.ingestion.reading;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What a file may ask of memory before it is refused.
 *
 * @param recordCharacters longest record; a longer one is rejected and reading goes on after its
 *     line
 * @param repairs how often reading may start again after a broken record in one file
 * @param workbookSize most bytes a spreadsheet may unpack to
 * @param textsSize most bytes the table of shared texts of a spreadsheet may unpack to; it is held
 *     in memory
 * @param workbookRatio most times a spreadsheet may grow when it is unpacked
 * @param workbookParts most files in a spreadsheet's archive
 * @param unpackedSize most bytes a text packed by gzip or zip may unpack to
 */
@Validated
@ConfigurationProperties("tidewatch.ingestion.reading")
public record ReadingLimits(
    @Min(1024) @Max(16 << 20) @DefaultValue("1048576") int recordCharacters,
    @Min(0) @DefaultValue("10000") int repairs,
    @DefaultValue("1GB") DataSize workbookSize,
    @DefaultValue("64MB") DataSize textsSize,
    @Min(2) @DefaultValue("200") int workbookRatio,
    @Min(1) @DefaultValue("10000") int workbookParts,
    @DefaultValue("100GB") DataSize unpackedSize) {

  ReadingLimits withRepairs(int most) {
    return new ReadingLimits(
        recordCharacters,
        most,
        workbookSize,
        textsSize,
        workbookRatio,
        workbookParts,
        unpackedSize);
  }
}
