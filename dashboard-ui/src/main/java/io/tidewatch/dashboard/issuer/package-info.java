/** The local OAuth2 and OpenID Connect issuer: keys, clients, users and their tokens. */
@NullMarked
package io.tidewatch.dashboard.issuer;

import org.jspecify.annotations.NullMarked;
