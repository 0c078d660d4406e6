package io.tidewatch.ingestion.proposals;

import java.util.List;

/**
 * A description that fits a file.
 *
 * @param yaml the description, the notes among its comments
 * @param rows how many records it was made from
 * @param notes what somebody should look at before it is used
 */
public record Proposal(String name, String yaml, long rows, List<Note> notes) {

  /**
   * @param column the proposed column
   */
  public record Note(String column, String text) {}
}
