/** What the topologies of the live paths share. */
@NullMarked
package io.tidewatch.feature.stream;

import org.jspecify.annotations.NullMarked;
