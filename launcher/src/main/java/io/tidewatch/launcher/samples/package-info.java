/**
 * Sample data made from a seed: customers who leave for reasons, what they bought, clicked and
 * wrote, and the dirt of real exports.
 */
@NullMarked
package io.tidewatch.launcher.samples;

import org.jspecify.annotations.NullMarked;
