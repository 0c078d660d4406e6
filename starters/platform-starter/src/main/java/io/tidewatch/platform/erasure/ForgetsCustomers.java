package io.tidewatch.platform.erasure;

/** What a service does when a customer is erased; a bean of this type is called for each. */
public interface ForgetsCustomers {
  /** Deletes what the service itself keeps of the customer; done again, it finds nothing. */
  void forget(String customerId);
}
