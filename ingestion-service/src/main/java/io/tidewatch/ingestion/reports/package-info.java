/** Reports: what a schedule's last step tells of the data, the customers and their feelings. */
@NullMarked
package io.tidewatch.ingestion.reports;

import org.jspecify.annotations.NullMarked;
