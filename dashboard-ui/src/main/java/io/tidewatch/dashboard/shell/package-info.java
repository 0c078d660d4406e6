/** The frame around every page: navigation, user menu, error pages. */
@NullMarked
package io.tidewatch.dashboard.shell;

import org.jspecify.annotations.NullMarked;
