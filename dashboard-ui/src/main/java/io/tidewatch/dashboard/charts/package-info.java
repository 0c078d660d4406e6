/** Apache ECharts as a Flow component, without Node. */
@NullMarked
package io.tidewatch.dashboard.charts;

import org.jspecify.annotations.NullMarked;
