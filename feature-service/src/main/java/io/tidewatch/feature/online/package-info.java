/** The online store: the latest features of a customer, by key. */
@NullMarked
package io.tidewatch.feature.online;

import org.jspecify.annotations.NullMarked;
