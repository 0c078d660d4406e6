/** Customers by churn risk, and everything known about one of them. */
@NullMarked
package io.tidewatch.dashboard.customers;

import org.jspecify.annotations.NullMarked;
