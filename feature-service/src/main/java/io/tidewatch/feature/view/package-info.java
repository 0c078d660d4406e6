/** The feature views: their names, features and meanings. */
@NullMarked
package io.tidewatch.feature.view;

import org.jspecify.annotations.NullMarked;
