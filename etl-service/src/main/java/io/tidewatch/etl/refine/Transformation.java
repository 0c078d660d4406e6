package io.tidewatch.etl.refine;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One concern of the refinement: rows in, rows out, no input or output of its own. */
@FunctionalInterface
public interface Transformation {

  /** The rows after this step; nothing is computed before an action asks for them. */
  Dataset<Row> apply(Dataset<Row> rows);

  /** This step, then the other. */
  default Transformation then(Transformation next) {
    return rows -> next.apply(apply(rows));
  }
}
