package io.tidewatch.dashboard.security;

import com.vaadin.flow.spring.security.AuthenticationContext;
import io.tidewatch.platform.security.Role;
import java.util.Arrays;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.stereotype.Component;

/** Who looks at the page, and what they may do. */
@Component
public class SignedInUser {
  private final AuthenticationContext context;
  private final RoleHierarchy hierarchy;

  SignedInUser(AuthenticationContext context, RoleHierarchy hierarchy) {
    this.context = context;
    this.hierarchy = hierarchy;
  }

  /** The user's name. */
  public String name() {
    return context.getPrincipalName().orElse("anonymous");
  }

  /** Whether the user has the role, or one that contains it. */
  public boolean has(Role role) {
    return hierarchy.getReachableGrantedAuthorities(context.getGrantedAuthorities()).stream()
        .anyMatch(a -> role.authority().equals(a.getAuthority()));
  }

  /** The highest role, in lower case; empty if the user has none. */
  public String highestRole() {
    return Arrays.stream(Role.values())
        .filter(this::has)
        .reduce((lower, higher) -> higher)
        .map(r -> r.name().toLowerCase(java.util.Locale.ROOT))
        .orElse("");
  }

  /** Ends the session. */
  public void logout() {
    context.logout();
  }
}
