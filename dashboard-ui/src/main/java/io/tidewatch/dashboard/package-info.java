/** The web page of Tidewatch; on a laptop also the OAuth2 issuer of the platform. */
@NullMarked
package io.tidewatch.dashboard;

import org.jspecify.annotations.NullMarked;
