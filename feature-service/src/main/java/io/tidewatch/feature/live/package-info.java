/** The live path: clicks become features within a fraction of a second. */
@NullMarked
package io.tidewatch.feature.live;

import org.jspecify.annotations.NullMarked;
