/** The walks of the data, driven through public surfaces only against a real local platform. */
@NullMarked
package io.tidewatch.endtoend;

import org.jspecify.annotations.NullMarked;
