/** Lets a service forget a customer who was erased from the lake. */
@NullMarked
package io.tidewatch.platform.erasure;

import org.jspecify.annotations.NullMarked;
