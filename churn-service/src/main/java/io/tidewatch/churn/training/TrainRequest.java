package io.tidewatch.churn.training;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What an operator may ask of a training.
 *
 * @param maxRows labelled rows at most, chosen by a hash; null = all
 * @param grid what cross-validation tries; small if absent
 */
public record TrainRequest(@Nullable Integer maxRows, Grid grid) implements Serializable {
  /** All rows, small grid. */
  public static final TrainRequest DEFAULT = new TrainRequest(null, Grid.SMALL);

  public TrainRequest {
    if (maxRows != null && maxRows < 1) {
      throw new IllegalArgumentException("maxRows is %d, below 1".formatted(maxRows));
    }
  }

  /**
   * The request with these words.
   *
   * @throws IllegalArgumentException if there is no such grid
   */
  @JsonCreator
  static TrainRequest of(@Nullable Integer maxRows, @Nullable String grid) {
    return new TrainRequest(
        maxRows,
        switch (grid == null ? "small" : grid) {
          case "small" -> Grid.SMALL;
          case "full" -> Grid.FULL;
          default ->
              throw new IllegalArgumentException("grid is '%s'; use small or full".formatted(grid));
        });
  }
}
