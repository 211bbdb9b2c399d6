"""What every page shares: headers, logs, errors, health, figures, the base templates."""
