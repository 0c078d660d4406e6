/** Typed clients of the platform's services; every call carries the user's own token. */
@NullMarked
package io.tidewatch.dashboard.services;

import org.jspecify.annotations.NullMarked;
