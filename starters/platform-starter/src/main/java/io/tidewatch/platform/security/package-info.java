/**
 * Every service accepts only bearer tokens of the configured issuer; roles are reader, analyst,
 * operator and admin.
 */
@NullMarked
package io.tidewatch.platform.security;

import org.jspecify.annotations.NullMarked;
