/** What is in the lake, for people. */
@NullMarked
package io.tidewatch.etl.table;

import org.jspecify.annotations.NullMarked;
