/** Units as packages write them, and how they are said in Mandarin. Keys without capitals match any case. */
export const UNITS_ZH: ReadonlyMap<string, string> = new Map([
  ['ml', '毫升'], ['毫升', '毫升'], ['cl', '厘升'], ['l', '升'], ['升', '升'], ['cc', '毫升'],
  ['g', '克'], ['克', '克'], ['kg', '公斤'], ['公斤', '公斤'], ['mg', '毫克'], ['ug', '微克'], ['μg', '微克'], ['斤', '斤'], ['t', '吨'], ['oz', '盎司'], ['lb', '磅'],
  ['mm', '毫米'], ['cm', '厘米'], ['m', '米'], ['km', '公里'], ['m^2', '平方米'], ['m^3', '立方米'], ['cm^2', '平方厘米'], ['cm^3', '立方厘米'], ['inch', '英寸'], ['in', '英寸'], ['寸', '寸'],
  ['°c', '摄氏度'], ['°', '度'], ['%vol', '度'], ['w', '瓦'], ['kw', '千瓦'], ['v', '伏'], ['mah', '毫安时'], ['kwh', '度'], ['hz', '赫兹'],
  ['kj', '千焦'], ['kcal', '千卡'], ['cal', '卡'], ['gb', 'G B'], ['tb', 'T B'], ['mb', 'M B'], ['pcs', '件'], ['pc', '件'], ['h', '小时'], ['min', '分钟'], ['s', '秒'], ['d', '天'],
]);

/** The same in English: singular and plural. */
export const UNITS_EN: ReadonlyMap<string, readonly [string, string]> = new Map<string, readonly [string, string]>([
  ['ml', ['milliliter', 'milliliters']], ['毫升', ['milliliter', 'milliliters']], ['cl', ['centiliter', 'centiliters']], ['l', ['liter', 'liters']], ['升', ['liter', 'liters']], ['cc', ['milliliter', 'milliliters']],
  ['g', ['gram', 'grams']], ['克', ['gram', 'grams']], ['kg', ['kilogram', 'kilograms']], ['公斤', ['kilogram', 'kilograms']], ['mg', ['milligram', 'milligrams']], ['ug', ['microgram', 'micrograms']], ['μg', ['microgram', 'micrograms']],
  ['t', ['ton', 'tons']], ['oz', ['ounce', 'ounces']], ['lb', ['pound', 'pounds']], ['lbs', ['pound', 'pounds']],
  ['mm', ['millimeter', 'millimeters']], ['cm', ['centimeter', 'centimeters']], ['m', ['meter', 'meters']], ['km', ['kilometer', 'kilometers']], ['m^2', ['square meter', 'square meters']], ['m^3', ['cubic meter', 'cubic meters']],
  ['cm^2', ['square centimeter', 'square centimeters']], ['cm^3', ['cubic centimeter', 'cubic centimeters']], ['inch', ['inch', 'inches']], ['in', ['inch', 'inches']], ['ft', ['foot', 'feet']],
  ['°c', ['degree Celsius', 'degrees Celsius']], ['°', ['degree', 'degrees']], ['%vol', ['percent alcohol', 'percent alcohol']], ['w', ['watt', 'watts']], ['kw', ['kilowatt', 'kilowatts']], ['v', ['volt', 'volts']],
  ['mah', ['milliamp hour', 'milliamp hours']], ['kwh', ['kilowatt hour', 'kilowatt hours']], ['hz', ['hertz', 'hertz']], ['kj', ['kilojoule', 'kilojoules']], ['kcal', ['kilocalorie', 'kilocalories']], ['cal', ['calorie', 'calories']],
  ['gb', ['gigabyte', 'gigabytes']], ['tb', ['terabyte', 'terabytes']], ['mb', ['megabyte', 'megabytes']], ['pcs', ['piece', 'pieces']], ['pc', ['piece', 'pieces']], ['h', ['hour', 'hours']], ['hr', ['hour', 'hours']], ['min', ['minute', 'minutes']],
  ['s', ['second', 'seconds']], ['d', ['day', 'days']],
]);
