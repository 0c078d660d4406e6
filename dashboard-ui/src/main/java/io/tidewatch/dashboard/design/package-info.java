/** The design system: cards, figures, chips, and sections that load on their own. */
@NullMarked
package io.tidewatch.dashboard.design;

import org.jspecify.annotations.NullMarked;
