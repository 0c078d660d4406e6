/**
 * The offline path: Spark computes the views from the processed tables into curated tables and the
 * online store.
 */
@NullMarked
package io.tidewatch.feature.materialise;

import org.jspecify.annotations.NullMarked;
