/**
 * The names and places of the lake: namespaces, tables and provenance columns that writers and
 * readers share.
 */
@NullMarked
package io.tidewatch.contracts.lake;

import org.jspecify.annotations.NullMarked;
