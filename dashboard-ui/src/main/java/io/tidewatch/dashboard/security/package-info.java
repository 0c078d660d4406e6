/** Who may see which page, and the access token that a page's calls carry. */
@NullMarked
package io.tidewatch.dashboard.security;

import org.jspecify.annotations.NullMarked;
