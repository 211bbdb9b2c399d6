"""Pieces of Markdown that invented posts are put together from, beside Faker's words."""

CODE = (
    """```python
def mean(heights: list[float]) -> float:
    \"\"\"Return the mean; the list has at least one height.\"\"\"
    return sum(heights) / len(heights)
```""",
    """```javascript
const tides = await fetch("/tides.json").then((answer) => answer.json());
console.log(tides.filter(({ height }) => height > 3.5)); // springs only
```""",
    """```rust
fn risen(hours: u32) -> u32 {
    [1, 2, 3, 3, 2, 1].iter().take(hours as usize).sum()
}
```""",
    """```bash
find notes -name '*.md' -mtime -7 -print0 | xargs -0 wc -w | sort -n
```""",
    """```sql
SELECT owner, count(*) AS boats FROM moorings GROUP BY owner HAVING count(*) > 1;
```""",
    """```html
<figure>
  <img src="wall.jpg" alt="The wall at low water" width="640" height="360">
  <figcaption>Low water, for once.</figcaption>
</figure>
```""",
    """```yaml
lamp:
  flashes: 2
  period: 10s  # as in the charts
```""",
    """```diff
-lamp.set(true)
+lamp.set(not daylight())
```""",
)

TABLES = (
    """| Month | Gales | Days without a ferry |
| --- | ---: | ---: |
| November | 4 | 3 |
| December | 7 | 9 |
| January | 6 | 11 |""",
    """| Knot | Holds | Can be undone with cold hands |
| --- | :---: | :---: |
| Bowline | yes | yes |
| Reef knot | mostly | yes |
| Whatever the guests tie | yes | never |""",
)

# Open films of the Blender Foundation, which may be shown by everybody.
VIDEOS = ("aqz-KE-bpKQ", "eRsGyueVLvQ", "R6MlUcmOul8", "WhWc3b3KhnY")

# Names of colours, the more used first.
COLOURS = (
    "Navy", "Teal", "Coral", "Sea Green", "Slate Gray", "Ivory", "Salmon", "Indigo",
    "Steel Blue", "Sienna", "Olive", "Lavender", "Crimson", "Turquoise", "Tan", "Plum",
    "Midnight Blue", "Khaki", "Orchid", "Maroon", "Mint Cream", "Peru", "Thistle", "Linen",
)  # fmt: skip
