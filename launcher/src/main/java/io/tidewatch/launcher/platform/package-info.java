/** The local platform: its parts, their order, ports, secrets, and how they come up and go down. */
@NullMarked
package io.tidewatch.launcher.platform;

import org.jspecify.annotations.NullMarked;
