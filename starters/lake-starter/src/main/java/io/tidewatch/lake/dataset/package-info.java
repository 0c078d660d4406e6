/** Data-set descriptions: one YAML a data set says its format, columns, types, keys and checks. */
@NullMarked
package io.tidewatch.lake.dataset;

import org.jspecify.annotations.NullMarked;
