/** Persisted tasks: they start when what scheduled them is committed. */
@NullMarked
package io.tidewatch.platform.tasks;

import org.jspecify.annotations.NullMarked;
