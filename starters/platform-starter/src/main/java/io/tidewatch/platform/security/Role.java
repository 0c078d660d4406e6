package io.tidewatch.platform.security;

/** The four roles of the platform; each contains the ones before it. */
public enum Role {
  READER,
  ANALYST,
  OPERATOR,
  ADMIN;

  /** The authority that Spring Security sees, for example {@code ROLE_READER}. */
  public String authority() {
    return "ROLE_" + name();
  }
}
