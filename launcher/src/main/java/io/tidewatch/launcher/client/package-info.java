/** The platform's REST surface as a client of the command line sees it. */
@NullMarked
package io.tidewatch.launcher.client;

import org.jspecify.annotations.NullMarked;
