/** Raw tables become processed tables and marts. */
@NullMarked
package io.tidewatch.etl;

import org.jspecify.annotations.NullMarked;
