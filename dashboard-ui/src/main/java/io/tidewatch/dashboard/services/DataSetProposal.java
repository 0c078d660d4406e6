package io.tidewatch.dashboard.services;

import java.util.List;

/**
 * A description that fits a file.
 *
 * @param rows how many records it was made from
 * @param notes what to look at before it is used
 */
public record DataSetProposal(String name, String yaml, long rows, List<Note> notes) {

  /** Something doubtful about a column. */
  public record Note(String column, String text) {}
}
