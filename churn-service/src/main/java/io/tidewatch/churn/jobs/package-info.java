/** What is done when: durable training and scoring jobs, triggered by events and operators. */
@NullMarked
package io.tidewatch.churn.jobs;

import org.jspecify.annotations.NullMarked;
