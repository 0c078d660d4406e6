/** The subcommands of {@code ./tidewatch}, thin: they read options, call, print. */
@NullMarked
package io.tidewatch.launcher.command;

import org.jspecify.annotations.NullMarked;
