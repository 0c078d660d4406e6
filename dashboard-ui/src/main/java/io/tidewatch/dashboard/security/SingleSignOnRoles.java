package io.tidewatch.dashboard.security;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.env.Environment;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.oauth2.core.user.OAuth2UserAuthority;
import org.springframework.stereotype.Component;

/** Turns the roles claim of the company's issuer into the platform's roles. */
@Component
@ConditionalOnProperty(name = "tidewatch.dashboard.issuer.enabled", havingValue = "false")
class SingleSignOnRoles implements GrantedAuthoritiesMapper {
  private final RoleHierarchy hierarchy;
  private final String claim;

  SingleSignOnRoles(Environment environment, RoleHierarchy hierarchy) {
    this.hierarchy = hierarchy;
    this.claim = environment.getProperty("tidewatch.security.roles-claim", "roles");
  }

  @Override
  public Collection<? extends GrantedAuthority> mapAuthorities(
      Collection<? extends GrantedAuthority> authorities) {
    Set<GrantedAuthority> mapped = new HashSet<>(authorities);
    for (GrantedAuthority authority : authorities) {
      if (authority instanceof OAuth2UserAuthority user
          && user.getAttributes().get(claim) instanceof List<?> roles) {
        roles.forEach(
            r ->
                mapped.add(
                    new SimpleGrantedAuthority("ROLE_" + r.toString().toUpperCase(Locale.ROOT))));
      }
    }
    // pages ask for roles by name
    return hierarchy.getReachableGrantedAuthorities(mapped);
  }
}
